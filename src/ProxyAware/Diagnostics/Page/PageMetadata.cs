namespace ProxyAware.Diagnostics.Page;

/// <summary>Marks the endpoints of a diagnostics page.</summary>
/// <param name="Pattern">Where the page is.</param>
/// <param name="AllowsAnonymous">Whether everybody may see it, by the name of the option that says so.</param>
internal sealed record PageMetadata(string Pattern, bool AllowsAnonymous);
