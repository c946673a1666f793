namespace ProxyAware.Diagnostics.Findings;

/// <summary>How much a finding matters, in the order in which findings are shown.</summary>
internal enum FindingSeverity
{
    /// <summary>Something does not work.</summary>
    Error,

    /// <summary>Something that a person should change.</summary>
    Warning,

    /// <summary>A fact worth knowing.</summary>
    Notice,
}
