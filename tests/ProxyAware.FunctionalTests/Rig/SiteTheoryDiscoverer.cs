using Xunit.Abstractions;
using Xunit.Sdk;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>Skips a theory where the class that inherits it has a site that cannot be built here.</summary>
public sealed class SiteTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        NeedsAttribute.SkipReasonOf(testMethod.TestClass.Class.ToRuntimeType()) is { } reason
            ? [new XunitSkippedDataRowTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, reason)]
            : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}
