using Xunit.Abstractions;
using Xunit.Sdk;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>Skips a fact where the class that inherits it has a site that cannot be built here.</summary>
public sealed class SiteFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        NeedsAttribute.SkipReasonOf(testMethod.TestClass.Class.ToRuntimeType()) is { } reason
            ? [new XunitSkippedDataRowTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, reason)]
            : base.Discover(discoveryOptions, testMethod, factAttribute);
}
