using ProxyAware.Upstream.Hosting;

namespace ProxyAware.Configuration;

/// <summary>Compiles everything that is configured, so that all problems are shown together, whichever part of the app starts first.</summary>
internal sealed class StartCheck(UpstreamTlsProvider upstreams, PolicyHolder? policies = null)
{
    private bool _passed;

    /// <exception cref="ProxyAwareConfigurationException">Something cannot be used.</exception>
    public void Run()
    {
        if (_passed)
        {
            return;
        }

        var problems = new List<ConfigurationProblem>();
        try
        {
            _ = policies?.Current;
        }
        catch (ProxyAwareConfigurationException exception)
        {
            problems.AddRange(exception.Problems);
        }

        problems.AddRange(upstreams.Check());
        if (problems.Count > 0)
        {
            // A file of the configuration that cannot be loaded stops both.
            throw new ProxyAwareConfigurationException([.. problems.Distinct()]);
        }

        _passed = true;
    }
}
