namespace ProxyAware;

/// <summary>What <see cref="ProxyExplainer"/> has to be told about an app, beside its options.</summary>
public sealed record ProxyExplainerOptions
{
    /// <summary>Gets the folder to which <c>file:</c> tokens are relative.</summary>
    /// <value>The default is the current directory.</value>
    public string? ContentRoot { get; init; }

    /// <summary>Gets whether the app runs in the environment <c>Development</c>, where every origin on the same machine is its own for local requests.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsDevelopment { get; init; }

    /// <summary>Gets the addresses on which the app listens, such as <c>https://*:5001</c>.</summary>
    /// <value>
    /// The default is <see langword="null"/>: they are not known. With neither <c>AllowUnencrypted</c> nor anything else that speaks of https, an app refuses clear text if it
    /// listens on https; and the port of its only https listener may be that of a redirect.
    /// </value>
    public IReadOnlyList<string>? ListenAddresses { get; init; }
}
