namespace ProxyAware.Upstream.Compilation;

/// <summary>Collects what is wrong with an upstream and what is worth saying about it.</summary>
internal sealed class UpstreamProblems(UpstreamScope scope)
{
    public List<ConfigurationProblem> Problems { get; } = [];

    public List<StartNotice> Notices { get; } = [];

    public void Add(string code, string option, string? value, string reason, string fix) =>
        Problems.Add(new(code, $"{scope.KeyPrefix}:{option}", value, reason, fix));

    public void Notice(string code, string text) => Notices.Add(new(code, IsWarning: false, $"Upstream '{scope.Name}': {text}"));

    public void Warn(string code, string text) => Notices.Add(new(code, IsWarning: true, $"Upstream '{scope.Name}': {text}"));
}
