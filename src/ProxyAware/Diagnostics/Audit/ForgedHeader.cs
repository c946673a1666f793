namespace ProxyAware.Diagnostics.Audit;

/// <summary>A header as a client would forge it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it holds.</param>
/// <param name="Value">The value that is sent.</param>
/// <param name="Mark">The part of the value by which it is known again; null where only the whole value can be, because there are but two that make sense.</param>
internal sealed record ForgedHeader(string Name, HeaderMeaning Meaning, string Value, string? Mark)
{
    /// <summary>Whether one element of a received header is the forged one.</summary>
    public bool Is(string element) => Mark is null
        ? element.Equals(Value, StringComparison.OrdinalIgnoreCase)
        : element.Contains(Mark, StringComparison.OrdinalIgnoreCase);
}
