namespace ProxyAware;

/// <summary>Something to say when the host starts: a fact worth knowing, or a warning.</summary>
internal sealed record StartNotice(string Code, bool IsWarning, string Text);
