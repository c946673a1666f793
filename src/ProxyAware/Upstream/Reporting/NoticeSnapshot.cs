namespace ProxyAware.Upstream.Reporting;

/// <summary>Something that the settings made worth saying.</summary>
internal sealed record NoticeSnapshot(string Code, bool IsWarning, string Text);
