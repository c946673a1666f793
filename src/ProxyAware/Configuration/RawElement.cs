namespace ProxyAware.Configuration;

/// <summary>One child of an option's key as it was written. <paramref name="IsNested"/>: it is a list or an object itself.</summary>
internal sealed record RawElement(string Key, string? Text, bool IsNested);
