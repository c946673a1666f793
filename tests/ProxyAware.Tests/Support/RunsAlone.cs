namespace ProxyAware.Tests.Support;

/// <summary>Tests that measure the memory of the process, or take most of it, run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    public const string Name = "runs alone";
}
