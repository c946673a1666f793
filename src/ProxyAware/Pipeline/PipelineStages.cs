namespace ProxyAware.Pipeline;

/// <summary>The jobs, in the order in which they are done. Each can be placed in a pipeline of its own.</summary>
[Flags]
internal enum PipelineStages
{
    None = 0,

    /// <summary>Who is the client, over which scheme, for which host. Every other job rests on it.</summary>
    TrustedProxies = 1,

    /// <summary>Which part of the path is the app's.</summary>
    UrlRoot = 2,

    /// <summary>Whether clear text is served.</summary>
    Https = 4,

    /// <summary>Which origins may open WebSockets and send unsafe requests.</summary>
    Origins = 8,

    All = TrustedProxies | UrlRoot | Https | Origins,
}
