using System.Net;

namespace ProxyAware.Tests.Support;

/// <summary>What Express does with <c>trust proxy</c> (the modules <c>forwarded</c> and <c>proxy-addr</c>), written down anew.</summary>
internal static class ExpressProxyAddress
{
    public static IPAddress Resolve(IPAddress peer, IEnumerable<string> lines, Func<IPAddress, int, bool> trust)
    {
        // Node joins the lines of a header; "forwarded" skips empty entries and lists from the socket towards the client.
        var addresses = string.Join(", ", lines).Split(',').Select(e => e.Trim(' ')).Where(e => e.Length > 0).Select(IPAddress.Parse).Reverse().Prepend(peer).ToList();
        for (var i = 0; i < addresses.Count - 1; i++)
        {
            if (!trust(addresses[i], i))
            {
                addresses.RemoveRange(i + 1, addresses.Count - i - 1);
            }
        }

        return addresses[^1];
    }
}
