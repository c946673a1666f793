using ProxyAware.Diagnostics;
using ProxyAware.Forwarding;

namespace ProxyAware.Configuration;

/// <summary>Compiles the options that name headers: defaults, families, contradictions.</summary>
internal sealed class HeaderOptionsCompiler(ProxyAwareOptions options, ProblemList problems)
{
    private const string FamilyFix = "name headers of one family only; 'ProxyHeaders': 'Forwarded' is short for the address and the scheme of RFC 7239";

    /// <summary>Whether the options say in so many words that a proxy is there: then one on the same machine is trusted.</summary>
    public bool NamesAProxy { get; private set; }

    public HeaderPlan Compile()
    {
        var forName = Named(options.ForwardedForHeader, nameof(options.ForwardedForHeader), out var forGiven);
        var (protocolText, protocolValue) = SplitValue(options.ProtocolHeader);
        var protocolName = Named(protocolText, nameof(options.ProtocolHeader), out var protocolGiven);
        var host = Named(options.ForwardedHostHeader, nameof(options.ForwardedHostHeader), out _);
        var port = Named(options.ForwardedPortHeader, nameof(options.ForwardedPortHeader), out _);
        var prefix = Named(options.ForwardedPrefixHeader, nameof(options.ForwardedPrefixHeader), out _);

        var bothForwarded = options.ProxyHeaders == ProxyHeaderFamily.Forwarded;
        NamesAProxy = forName is not null || protocolName is not null || bothForwarded || options.ForTlsProxy;

        // Naming one header switches the default of the other off: Cockpit's nginx block sets X-Forwarded-Proto and passes the
        // client's own X-Forwarded-For on.
        var family = bothForwarded ? ProxyAwareDefaults.Forwarded : null;
        var forHeader = forGiven ? forName : family ?? (protocolName is null ? ProxyAwareDefaults.XForwardedFor : null);
        var protocolHeader = protocolGiven ? protocolName : family ?? (forName is null ? ProxyAwareDefaults.XForwardedProto : null);

        CheckFamilies(forHeader, protocolHeader, host, port, prefix);
        CheckRepeats(forHeader, protocolHeader, host, port, prefix);
        var plan = new HeaderPlan(forHeader, protocolHeader, protocolValue, host, port, prefix);
        Describe(plan, forGiven, protocolGiven);
        return plan;
    }

    /// <summary>The name, or null for <c>none</c>, for nothing, and for nonsense.</summary>
    private string? Named(string? text, string option, out bool given)
    {
        var name = text?.Trim();
        given = !string.IsNullOrEmpty(name);
        if (!given || name!.Equals(ProxyAwareDefaults.NoHeader, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (HeaderName.Check(name) is not { } reason)
        {
            return name;
        }

        problems.Add(Codes.BadHeaderName, option, text, reason, $"write a name such as '{Example(option)}', or 'none'");
        return null;
    }

    private (string? Name, string? Value) SplitValue(string? text)
    {
        if (text?.IndexOf('=', StringComparison.Ordinal) is not (>= 0 and var equals))
        {
            return (text, null);
        }

        var name = text[..equals].Trim();
        var value = text[(equals + 1)..].Trim();
        if (value.Length == 0 || name.Length == 0 || HeaderPlan.IsForwarded(name) || name.Equals(ProxyAwareDefaults.NoHeader, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(
                Codes.BadHeaderName, nameof(options.ProtocolHeader), text, "'Name=value' needs a header and the value that means https", "write 'X-Forwarded-Protocol=https', or the name alone");
            return (null, null);
        }

        return (name, value);
    }

    private void CheckFamilies(string? forHeader, string? protocol, string? host, string? port, string? prefix)
    {
        (string Option, string? Name)[] exact =
        [
            (nameof(options.ForwardedForHeader), forHeader), (nameof(options.ProtocolHeader), protocol), (nameof(options.ForwardedHostHeader), host),
        ];
        (string Option, string? Name)[] others = [(nameof(options.ForwardedPortHeader), port), (nameof(options.ForwardedPrefixHeader), prefix)];
        foreach (var (option, name) in others.Where(o => HeaderPlan.IsForwarded(o.Name)))
        {
            problems.Add(Codes.MixedFamilies, option, name, "RFC 7239 has no such parameter", "name the header your proxy sets, or 'none'");
        }

        var forwarded = options.ProxyHeaders == ProxyHeaderFamily.Forwarded || exact.Any(e => HeaderPlan.IsForwarded(e.Name));
        if (!forwarded)
        {
            return;
        }

        if (options.ProxyHeaders == ProxyHeaderFamily.XForwarded)
        {
            problems.Add(Codes.MixedFamilies, nameof(options.ProxyHeaders), "XForwarded", "another option names the header 'Forwarded'", FamilyFix);
        }

        foreach (var (option, name) in exact.Where(e => e.Name is not null && !HeaderPlan.IsForwarded(e.Name))
            .Concat(others.Where(o => o.Name?.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) == true)))
        {
            problems.Add(Codes.MixedFamilies, option, name, "the header 'Forwarded' is read as well; a client could choose the family its proxies leave alone", FamilyFix);
        }
    }

    private void CheckRepeats(params string?[] names)
    {
        var repeated = names.OfType<string>().Where(n => !HeaderPlan.IsForwarded(n))
            .GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1);
        foreach (var group in repeated)
        {
            problems.Add(Codes.ContradictingOptions, "*Header", group.Key, "two options name the same header", "name each header once");
        }
    }

    private void Describe(HeaderPlan plan, bool forGiven, bool protocolGiven)
    {
        if (plan.ProtocolHeader is not null && plan.ForHeader is null && !forGiven)
        {
            problems.Notice(
                Codes.OneHeaderNamed,
                "Only ProtocolHeader is named, so no header is read for the client's address. If your proxy sets one: \"ForwardedForHeader\": \"X-Forwarded-For\"");
        }

        if (plan.ForHeader is not null && plan.ProtocolHeader is null && !protocolGiven)
        {
            problems.Notice(
                Codes.OneHeaderNamed,
                "Only ForwardedForHeader is named, so no header is read for the scheme. If your proxy sets one: \"ProtocolHeader\": \"X-Forwarded-Proto\"");
        }

        if (plan.ForHeader is not null && !plan.ForIsList)
        {
            problems.Notice(
                Codes.SingleValueHeader,
                $"{plan.ForHeader} holds one address, and only the peer is checked: every trusted proxy must overwrite it, or a client chooses its address");
        }
    }

    private static string Example(string option) => option switch
    {
        nameof(ProxyAwareOptions.ForwardedForHeader) => ProxyAwareDefaults.XForwardedFor,
        nameof(ProxyAwareOptions.ProtocolHeader) => ProxyAwareDefaults.XForwardedProto,
        nameof(ProxyAwareOptions.ForwardedHostHeader) => "X-Forwarded-Host",
        nameof(ProxyAwareOptions.ForwardedPortHeader) => "X-Forwarded-Port",
        _ => "X-Forwarded-Prefix",
    };
}
