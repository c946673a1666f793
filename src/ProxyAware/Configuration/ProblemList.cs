using ProxyAware.Trust;

namespace ProxyAware.Configuration;

/// <summary>Collects what is wrong and what is worth saying, so that all of it can be shown together.</summary>
internal sealed class ProblemList
{
    public List<ConfigurationProblem> Problems { get; } = [];

    public List<StartNotice> Notices { get; } = [];

    public static string Key(string option) => $"{ProxyAwareDefaults.SectionName}:{option}";

    public void Add(string code, string option, string? value, string reason, string fix) =>
        Problems.Add(new(code, Key(option), value, reason, fix));

    public void AddTokens(string code, string key, IEnumerable<TokenProblem> tokens) =>
        Problems.AddRange(tokens.Select(t => new ConfigurationProblem(code, key, t.Token, t.Reason, t.Fix)));

    public void Notice(string code, string text) => Notices.Add(new(code, IsWarning: false, text));

    public void Warn(string code, string text) => Notices.Add(new(code, IsWarning: true, text));
}
