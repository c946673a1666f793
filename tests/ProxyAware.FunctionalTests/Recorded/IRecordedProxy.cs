namespace ProxyAware.FunctionalTests.Recorded;

/// <summary>Names the folder of a proxy's recordings.</summary>
public interface IRecordedProxy
{
    static abstract string Folder { get; }
}
