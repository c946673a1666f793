using System.Text.Json;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>What the sample says about a request.</summary>
internal sealed record WhoamiAnswer(
    string? ClientIp,
    string ClientQuality,
    string Scheme,
    bool IsHttps,
    string Host,
    string PathBase,
    string Path,
    bool Trusted,
    string Peer,
    string Reason,
    string Hops,
    string SelfUrl)
{
    public static WhoamiAnswer Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var answer = document.RootElement;
        return new(
            answer.GetProperty("clientIp").GetString(),
            Text("clientQuality"),
            Text("scheme"),
            answer.GetProperty("isHttps").GetBoolean(),
            Text("host"),
            Text("pathBase"),
            Text("path"),
            answer.GetProperty("trusted").GetBoolean(),
            Text("peer"),
            Text("reason"),
            answer.GetProperty("hops").GetRawText(),
            Text("selfUrl"));

        string Text(string name) => answer.GetProperty(name).GetString() ?? throw new InvalidOperationException($"'{name}' is null.");
    }
}
