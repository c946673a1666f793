using System.Diagnostics.CodeAnalysis;

namespace ProxyAware;

/// <summary>The hash of a public key that an upstream may have.</summary>
public sealed class UpstreamPin
{
    /// <summary>Gets or sets the SHA-256 hash of the key (its DER SubjectPublicKeyInfo), in base64.</summary>
    /// <value>The default is empty, which is an error. <c>sha256/…</c>, <c>sha256//…</c> (curl), <c>pin-sha256="…"</c> (RFC 7469) and the bare 44 characters are all taken.</value>
    /// <remarks>A hash may itself begin with a slash; <c>sha256//…</c> is told apart by its length.</remarks>
    [AllowNull]
    public string Sha256 { get; set => field = value ?? ""; } = "";

    /// <summary>Gets or sets the last day (UTC) on which the pin counts.</summary>
    /// <value>The default is <see langword="null"/>: it counts for ever.</value>
    /// <remarks>A pin that has expired no longer counts, and verification stays as strict as it was: without another pin every connection is refused.</remarks>
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>Gets or sets whether this is the key in reserve, which the server does not use yet.</summary>
    /// <value>The default is <see langword="false"/>. When a backup pin matches, it is logged that the key was rotated.</value>
    public bool Backup { get; set; }

    /// <summary>Gets or sets a note for people, such as where the key is kept.</summary>
    /// <value>The default is <see langword="null"/>. It has no effect.</value>
    public string? Comment { get; set; }

    /// <summary>Makes a pin that does not expire.</summary>
    /// <param name="sha256">The hash, in any of the spellings of <see cref="Sha256"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="sha256"/> is <see langword="null"/>.</exception>
    public static implicit operator UpstreamPin(string sha256) => FromString(sha256);

    /// <summary>Makes a pin that does not expire.</summary>
    /// <param name="sha256">The hash, in any of the spellings of <see cref="Sha256"/>.</param>
    /// <returns>The pin. Whether the text is a hash is found out with everything else that may be wrong.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sha256"/> is <see langword="null"/>.</exception>
    public static UpstreamPin FromString(string sha256)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        return new() { Sha256 = sha256 };
    }

    /// <summary>Returns the hash as it was written.</summary>
    /// <returns>The value of <see cref="Sha256"/>.</returns>
    public override string ToString() => Sha256;
}
