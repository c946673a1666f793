namespace ProxyAware;

/// <summary>Lets an endpoint be used from the named origins only; the app's own origin counts if it is named.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequireOriginsAttribute : Attribute, IOriginMetadata
{
    /// <summary>Initializes a new instance of the <see cref="RequireOriginsAttribute"/> class.</summary>
    /// <param name="origins">The origins, as in <see cref="ProxyAwareOptions.Origins"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="origins"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">No origin is named.</exception>
    /// <exception cref="FormatException">An entry could never match.</exception>
    public RequireOriginsAttribute(params string[] origins)
    {
        ArgumentNullException.ThrowIfNull(origins);
        Origins = OriginAllowlist.Parse(origins);
        if (Origins is { AllowsAny: false, Entries.Count: 0 })
        {
            throw new ArgumentException("Name at least one origin.", nameof(origins));
        }
    }

    /// <inheritdoc/>
    public OriginAllowlist Origins { get; }
}
