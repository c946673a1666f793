namespace ProxyAware.Upstream.PinStore;

/// <summary>The name of a backend in the store.</summary>
internal static class PinStoreKey
{
    /// <summary>Makes <c>name:port</c>, or <c>address:port/name</c> where the name that is verified is not the one that is connected to.</summary>
    /// <param name="host">Where the connection goes, an IPv6 address with or without brackets.</param>
    /// <param name="port">The port.</param>
    /// <param name="verifiedName">The name that the certificate shall have.</param>
    public static string Of(string host, int port, string verifiedName)
    {
        var bare = host.Trim('[', ']');
        var authority = bare.Contains(':') ? $"[{bare}]:{port}" : $"{bare}:{port}";
        var name = verifiedName.Trim('[', ']');
        return (string.Equals(bare, name, StringComparison.OrdinalIgnoreCase) ? authority : $"{authority}/{name}").ToLowerInvariant();
    }

    /// <summary>Whether a key can stand in the file: one word that is no comment.</summary>
    public static bool IsValid(string key) => key.Length is > 0 and <= 1024 && key[0] != '#' && !key.AsSpan().ContainsAnyExceptInRange('!', '~');
}
