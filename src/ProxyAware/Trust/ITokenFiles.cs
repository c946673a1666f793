namespace ProxyAware.Trust;

/// <summary>Reads the files that <c>file:</c> tokens name, and remembers which ones, so that they can be watched.</summary>
internal interface ITokenFiles
{
    /// <summary>The text of a file, or the reason why there is none.</summary>
    bool TryRead(string path, out string text, out string error);
}
