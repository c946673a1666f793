using ProxyAware.Samples.Hosting;

namespace ProxyAware.Samples.Commands;

/// <summary>The app that is explained: one with a file of settings, or the console itself.</summary>
internal static class ExplainedSite
{
    public static ProxyExplainer Create(ExplainArguments arguments)
    {
        // The builder reads the environment and the arguments as the app does. Nothing is built or started.
        var builder = WebApplication.CreateBuilder(arguments.Settings);
        var contentRoot = builder.Environment.ContentRootPath;
        if (arguments.Config is { } file)
        {
            var path = Path.GetFullPath(file);
            ReplaceFiles(builder.Configuration, path);
            contentRoot = Path.GetDirectoryName(path);
        }
        else
        {
            DefaultUrl.Apply(builder);
        }

        CockpitFile.Apply(builder.Configuration);
        return ProxyExplainer.FromConfiguration(
            builder.Configuration, new ProxyExplainerOptions { ContentRoot = contentRoot, IsDevelopment = builder.Environment.IsDevelopment() });
    }

    /// <summary>Puts the file where the app's own files stand: below the environment and the arguments.</summary>
    private static void ReplaceFiles(ConfigurationManager configuration, string path)
    {
        var sources = ((IConfigurationBuilder)configuration).Sources;
        var own = sources.OfType<Microsoft.Extensions.Configuration.Json.JsonConfigurationSource>().ToList();
        var place = own.Count > 0 ? sources.IndexOf(own[0]) : sources.Count;
        own.ForEach(source => sources.Remove(source));
        var replacement = new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource { Path = path, Optional = false };
        replacement.ResolveFileProvider();
        sources.Insert(place, replacement);
    }
}
