using Xunit.Sdk;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>A fact about a site: it needs whatever the site of the class says with <see cref="NeedsAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ProxyAware.FunctionalTests.Rig.SiteFactDiscoverer", "ProxyAware.FunctionalTests")]
internal sealed class SiteFactAttribute : FactAttribute;
