using System.Net;
using ProxyAware.FunctionalTests.Documentation;

namespace ProxyAware.FunctionalTests.Rig;

/// <summary>An nginx of its own, from one of the templates beside the tests.</summary>
internal sealed class NginxInstance : IAsyncDisposable
{
    private readonly ProxyInstance _proxy;

    private NginxInstance(ProxyInstance proxy) => _proxy = proxy;

    /// <summary>What it wrote so far.</summary>
    public string Log => _proxy.Log;

    /// <summary>Where the listener is whose port the template calls so.</summary>
    public IPEndPoint EndPoint(string portName) => _proxy.EndPoint(portName);

    /// <summary>Starts nginx and waits until it listens on every port.</summary>
    /// <param name="template">The file under <c>Proxies/nginx</c>, or <c>page.md#name</c>: the configuration that a page of the documentation shows.</param>
    /// <param name="portNames">The placeholders that stand for free ports.</param>
    /// <param name="values">The other placeholders.</param>
    public static async Task<NginxInstance> StartAsync(string template, string[] portNames, params (string Name, string Value)[] values)
    {
        var site = template.Contains('#', StringComparison.Ordinal)
            ? Installation.ToTemplate(PageBlock.Read(template).Text)
            : ConfigTemplate.Read($"nginx/{template}");
        return new(await ProxyInstance.StartAsync(ProxyProgram.Nginx, site, portNames, values));
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();
}
