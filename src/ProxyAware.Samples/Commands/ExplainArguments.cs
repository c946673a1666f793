using System.Diagnostics.CodeAnalysis;

namespace ProxyAware.Samples.Commands;

/// <summary>The arguments of <c>explain</c>.</summary>
/// <param name="File">The file that holds the request, or <c>-</c>.</param>
/// <param name="Config">The file of settings; null for the sample's own.</param>
/// <param name="Peer">Who is at the other end of the connection, in place of what the file says.</param>
/// <param name="Tls">Whether the connection uses TLS.</param>
/// <param name="Json">Whether the answer is JSON.</param>
/// <param name="Settings">What is left: settings, which override those of files.</param>
internal sealed record ExplainArguments(string File, string? Config, string? Peer, bool Tls, bool Json, string[] Settings)
{
    public static bool TryParse(string[] args, [NotNullWhen(true)] out ExplainArguments? arguments)
    {
        arguments = null;
        if (args is not [var file, ..] || (file.StartsWith('-') && file != "-"))
        {
            return false;
        }

        var result = new ExplainArguments(file, null, null, Tls: false, Json: false, []);
        for (var i = 1; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            switch (name)
            {
                case "--config" or "--peer":
                    value ??= ++i < args.Length ? args[i] : null;
                    if (string.IsNullOrEmpty(value))
                    {
                        return false;
                    }

                    result = name == "--config" ? result with { Config = value } : result with { Peer = value };
                    break;
                case "--tls" or "--json" when value is not null:
                    return false;
                case "--tls":
                    result = result with { Tls = true };
                    break;
                case "--json":
                    result = result with { Json = true };
                    break;
                case ['-', '-', _, ..] when value is not null:
                    result = result with { Settings = [.. result.Settings, args[i]] };
                    break;
                default:
                    return false;
            }
        }

        arguments = result;
        return true;
    }
}
