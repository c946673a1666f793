namespace ProxyAware.Diagnostics.Findings;

/// <summary>One place that knows of findings. Sources are asked when somebody looks, never per request.</summary>
internal interface IFindingSource
{
    /// <summary>What is the matter now.</summary>
    IEnumerable<Finding> Current();
}
