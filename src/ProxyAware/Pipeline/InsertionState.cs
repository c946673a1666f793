namespace ProxyAware.Pipeline;

/// <summary>Whether the middleware stands in a pipeline at all; without it every setting would be silently void.</summary>
internal sealed class InsertionState
{
    public bool Inserted { get; set; }
}
