using Microsoft.Extensions.Configuration;

namespace ProxyAware.Upstream.Hosting;

/// <summary>An upstream that the app has asked for. One name may be asked for several times, and then has all its sources.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Section">The section it was given; <see langword="null"/> for none.</param>
/// <param name="FromHost">Whether it is read from <c>ProxyAware:Upstreams</c> of the host's configuration.</param>
/// <param name="InCode">Whether code sets its options, so that it needs no section.</param>
internal sealed record UpstreamRegistration(string Name, IConfiguration? Section = null, bool FromHost = false, bool InCode = false)
{
    /// <summary>It stands in the host's configuration.</summary>
    public static UpstreamRegistration OfName(string name) => new(name, FromHost: true);

    /// <summary>It stands in a section of the app's choice.</summary>
    public static UpstreamRegistration OfSection(string name, IConfiguration section) => new(name, section);

    /// <summary>It is set in code, over its section if there is one. A name that no section can have, such as that of some client, has none.</summary>
    public static UpstreamRegistration OfCode(string name) => new(name, FromHost: UpstreamName.IsFit(name), InCode: true);
}
