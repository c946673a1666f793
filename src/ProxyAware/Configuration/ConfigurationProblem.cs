using ProxyAware.Diagnostics;

namespace ProxyAware;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Code">The stable code, such as <c>PA1001</c>.</param>
/// <param name="Key">The configuration key, such as <c>ProxyAware:TrustProxy</c>.</param>
/// <param name="Value">The value as it was written; <see langword="null"/> where something is missing.</param>
/// <param name="Reason">Why it cannot be used.</param>
/// <param name="Fix">What to write instead.</param>
public sealed record ConfigurationProblem(string Code, string Key, string? Value, string Reason, string Fix)
{
    /// <summary>Returns the problem as one line.</summary>
    /// <returns>Code, key, value, reason and fix.</returns>
    public override string ToString() => Value is null
        ? $"{Code}: {Key}: {Reason}. Fix: {Fix}."
        : $"{Code}: {Key} = '{SafeText.Quote(Value)}': {Reason}. Fix: {Fix}.";
}
