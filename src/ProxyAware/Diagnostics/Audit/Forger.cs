using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>
/// Makes the values of one run. Where any value will do it holds a nonce. Where only two make sense (a scheme, a switch) it is the one that the proxies
/// do not send by themselves: a proxy that checks what it passes on would drop a nonce and yet let clients choose between the two.
/// </summary>
internal sealed class Forger
{
    private readonly string _nonce;
    private readonly int _port;

    public Forger()
    {
        Span<byte> random = stackalloc byte[24];
        RandomNumberGenerator.Fill(random);
        _nonce = "pa" + Convert.ToHexStringLower(random[..8]);

        // Documentation addresses (RFC 3849) belong to nobody. No group has leading zeros, so there is only one way to write it.
        Address = "2001:db8" + string.Concat(Enumerable.Range(0, 6).Select(_ => string.Create(CultureInfo.InvariantCulture, $":{RandomNumberGenerator.GetInt32(0x1000, 0x10000):x}")));
        _port = 20_000 + (BinaryPrimitives.ReadUInt16LittleEndian(random[8..]) % 20_000);
    }

    /// <summary>The address that stands in every forged header about the client.</summary>
    public string Address { get; }

    /// <param name="name">The header.</param>
    /// <param name="meaning">What it holds.</param>
    /// <param name="own">What the proxies send in it when the client sends nothing.</param>
    /// <param name="scheme">The scheme of requests that forge nothing.</param>
    /// <param name="exact">With <see cref="HeaderMeaning.Exact"/>: the value that means https.</param>
    public ForgedHeader Make(string name, HeaderMeaning meaning, IReadOnlyList<string> own, string scheme, string? exact = null)
    {
        var last = own.Count == 0 ? null : own[^1].ToLowerInvariant();
        return meaning switch
        {
            HeaderMeaning.Address => new(name, meaning, Address, Address),
            HeaderMeaning.Scheme => new(name, meaning, (last is "http" or "https" ? last : scheme) == "https" ? "http" : "https", null),
            HeaderMeaning.Switch => new(name, meaning, (last is "on" or "off" ? last == "on" : scheme == "https") ? "off" : "on", null),
            HeaderMeaning.Exact when exact is not null && !exact.Equals(last, StringComparison.OrdinalIgnoreCase) => new(name, meaning, exact, null),
            HeaderMeaning.Host => new(name, meaning, $"{_nonce}.example", _nonce),
            HeaderMeaning.Port => Port(name, own),
            HeaderMeaning.Prefix => new(name, meaning, $"/{_nonce}", _nonce),
            HeaderMeaning.Forwarded => new(name, meaning, $"for=\"[{Address}]\";host={_nonce}.example;proto={(scheme == "https" ? "http" : "https")}", Address),
            HeaderMeaning.SignedIdentity => new(name, meaning, $"{_nonce}.{_nonce}.{_nonce}", _nonce),
            HeaderMeaning.Identity when name.Contains("Email", StringComparison.OrdinalIgnoreCase) => new(name, meaning, $"{_nonce}@audit.example", _nonce),
            _ => new(name, meaning, _nonce, _nonce),
        };
    }

    private ForgedHeader Port(string name, IReadOnlyList<string> own)
    {
        var port = _port;
        while (own.Contains(port.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal))
        {
            port++;
        }

        return new(name, HeaderMeaning.Port, port.ToString(CultureInfo.InvariantCulture), null);
    }
}
