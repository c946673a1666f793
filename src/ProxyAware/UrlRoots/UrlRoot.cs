using System.Diagnostics.CodeAnalysis;
using ProxyAware.UrlRoots;

namespace ProxyAware;

/// <summary>
/// The path below which an app lives, such as <c>/secret</c>. It matches whole segments, case-sensitively, on the decoded path: <c>/secret/x</c> is below
/// it, <c>/secretx</c> and <c>/SECRET/x</c> are not.
/// </summary>
public sealed class UrlRoot : IEquatable<UrlRoot>
{
    private UrlRoot(string value) => Value = value;

    /// <summary>Gets the root of an app that lives at <c>/</c>.</summary>
    public static UrlRoot None { get; } = new("");

    /// <summary>Gets the root: decoded, with one leading slash and no trailing one; empty for none.</summary>
    public string Value { get; }

    /// <summary>Gets whether there is no root.</summary>
    public bool IsNone => Value.Length == 0;

    /// <summary>Reads a root as people write it. Leading and trailing slashes do not matter.</summary>
    /// <param name="text">The text; <see langword="null"/>, empty and slashes alone mean none.</param>
    /// <returns>The root.</returns>
    /// <exception cref="FormatException">The text cannot be a root; the message says why.</exception>
    public static UrlRoot Parse(string? text) =>
        TryParse(text, out var root, out var error) ? root : throw new FormatException($"'{Diagnostics.SafeText.Quote(text ?? "")}' cannot be a root: {error}.");

    /// <summary>Reads a root without throwing.</summary>
    /// <param name="text">The text; see <see cref="Parse"/>.</param>
    /// <param name="root">The root.</param>
    /// <param name="error">Why the text cannot be one.</param>
    /// <returns>Whether it can.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out UrlRoot? root, [NotNullWhen(false)] out string? error)
    {
        root = None;
        error = null;
        var trimmed = (text ?? "").Trim().Trim('/');
        if (trimmed.Length == 0)
        {
            return true;
        }

        if (!PathPrefixParser.TryParse("/" + trimmed, out var prefix))
        {
            root = null;
            error = "it needs one to 256 characters of whole segments, without '//', '.', '..', backslashes, quotes, spaces, control characters or an encoded slash";
            return false;
        }

        root = new(prefix);
        return true;
    }

    /// <summary>Takes the root off a path.</summary>
    /// <param name="path">The decoded path.</param>
    /// <param name="rest">What is below the root; empty if the path is the root itself without its slash.</param>
    /// <returns>Whether the path is the root or below it.</returns>
    public bool TryMatch(PathString path, out PathString rest)
    {
        rest = path;
        if (IsNone)
        {
            return true;
        }

        var text = path.Value ?? "";
        if (!text.StartsWith(Value, StringComparison.Ordinal) || (text.Length > Value.Length && text[Value.Length] != '/'))
        {
            return false;
        }

        rest = text.Length == Value.Length ? PathString.Empty : new PathString(text[Value.Length..]);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(UrlRoot? other) => other is not null && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UrlRoot);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns the root.</summary>
    /// <returns>The root, or <c>/</c> for none.</returns>
    public override string ToString() => IsNone ? "/" : Value;

    /// <summary>Compares two roots.</summary>
    /// <param name="left">One root.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are the same path.</returns>
    public static bool operator ==(UrlRoot? left, UrlRoot? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares two roots.</summary>
    /// <param name="left">One root.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are different paths.</returns>
    public static bool operator !=(UrlRoot? left, UrlRoot? right) => !(left == right);
}
