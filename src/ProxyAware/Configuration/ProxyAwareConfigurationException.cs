using Microsoft.Extensions.Options;

namespace ProxyAware;

/// <summary>The configuration cannot be used. The host does not start; all problems are reported together.</summary>
public sealed class ProxyAwareConfigurationException : OptionsValidationException
{
    internal ProxyAwareConfigurationException(IReadOnlyList<ConfigurationProblem> problems)
        : base(Options.DefaultName, typeof(ProxyAwareOptions), problems.Select(p => p.ToString()))
    {
        Problems = problems;
    }

    /// <summary>Gets the problems, in the order of the settings.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    /// <inheritdoc/>
    public override string Message =>
        "The configuration of ProxyAware cannot be used:" + Environment.NewLine + string.Join(Environment.NewLine, Problems.Select(p => "  " + p));
}
