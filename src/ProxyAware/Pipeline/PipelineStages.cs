namespace ProxyAware.Pipeline;

/// <summary>The jobs, in the order in which they are done.</summary>
[Flags]
internal enum PipelineStages
{
    None = 0,

    /// <summary>Who is the client, over which scheme.</summary>
    TrustedProxies = 1,

    All = TrustedProxies,
}
