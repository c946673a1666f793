using System.Security.Cryptography;
using System.Text;

namespace ProxyAware.Diagnostics.Audit;

/// <summary>
/// What makes a request a probe: a part by which it is found, and a secret that is compared in fixed time. Hexadecimal, so that no proxy that decodes,
/// folds or normalizes paths changes it.
/// </summary>
internal sealed class ProbeToken
{
    public const int Length = IdLength + SecretLength;

    private const int IdLength = 16;

    private const int SecretLength = 48;

    private readonly byte[] _secret;

    private ProbeToken(string text)
    {
        Text = text;
        _secret = Encoding.ASCII.GetBytes(text[IdLength..]);
    }

    /// <summary>The whole token.</summary>
    public string Text { get; }

    public static ProbeToken Create() => new(RandomNumberGenerator.GetHexString(Length, lowercase: true));

    public bool Is(ReadOnlySpan<char> text)
    {
        if (text.Length != Length || !text[..IdLength].SequenceEqual(Text.AsSpan(0, IdLength)))
        {
            return false;
        }

        Span<byte> secret = stackalloc byte[SecretLength];
        return Encoding.ASCII.TryGetBytes(text[IdLength..], secret, out var written) && CryptographicOperations.FixedTimeEquals(secret[..written], _secret);
    }
}
