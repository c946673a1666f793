using System.Text;
using Microsoft.Extensions.Configuration;
using ProxyAware.Configuration;

namespace ProxyAware.Tests.Configuration;

/// <summary>Short ways to write configurations down and to read them.</summary>
internal static class Reading
{
    public static ProxyAwareOptions Options(IConfigurationBuilder builder) => Options(builder.Build());

    public static ProxyAwareOptions Options(IConfiguration configuration, string? sectionPath = "ProxyAware")
    {
        var options = new ProxyAwareOptions();
        OptionsReader.Read(configuration, sectionPath, options);
        return options;
    }

    /// <summary>Reads the inside of the section, written as JSON.</summary>
    public static ProxyAwareOptions Section(string json) => Options(new ConfigurationBuilder().Json(json));

    public static IConfigurationBuilder Json(this IConfigurationBuilder builder, string section) => builder.WholeJson($$"""{ "ProxyAware": { {{section}} } }""");

    public static IConfigurationBuilder WholeJson(this IConfigurationBuilder builder, string json) =>
        builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    public static IConfigurationBuilder Memory(this IConfigurationBuilder builder, params (string Key, string? Value)[] values) =>
        builder.AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, v.Value)));

    public static void NoProblems(ProxyAwareOptions options) => Assert.Empty(options.ReadProblems);

    public static ConfigurationProblem OneProblem(ProxyAwareOptions options, string code)
    {
        var problem = Assert.Single(options.ReadProblems);
        Assert.Equal(code, problem.Code);
        Assert.NotEmpty(problem.Reason);
        Assert.NotEmpty(problem.Fix);
        return problem;
    }
}
