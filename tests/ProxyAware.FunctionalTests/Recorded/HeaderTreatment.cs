namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>What becomes of a client's header on its way through a proxy.</summary>
internal enum HeaderTreatment
{
    /// <summary>It reaches the app as the client wrote it.</summary>
    Passed,

    /// <summary>The proxy writes its own value behind the client's.</summary>
    Appended,

    /// <summary>The same without a space.</summary>
    AppendedWithBareComma,

    /// <summary>It never reaches the app: removed, or replaced by the proxy's own.</summary>
    Dropped,
}
