using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ProxyAware.Tests.PublicApi;

/// <summary>A good argument of each type that the public methods take.</summary>
internal static class SampleArguments
{
    private static readonly FrozenDictionary<Type, Func<object>> Makers = new Dictionary<Type, Func<object>>
    {
        [typeof(string)] = () => "name",
        [typeof(string[])] = () => new[] { "https://a.example" },
        [typeof(IEnumerable<string>)] = () => new[] { "https://a.example" },
        [typeof(IPAddress)] = () => IPAddress.Loopback,
        [typeof(Action<ProxyAwareOptions>)] = () => (Action<ProxyAwareOptions>)(_ => { }),
        [typeof(Action<UpstreamTlsOptions>)] = () => (Action<UpstreamTlsOptions>)(_ => { }),
        [typeof(RequestToExplain)] = () => RequestToExplain.Parse("GET / HTTP/1.1\nHost: a\n"),
        [typeof(IEnumerable<KeyValuePair<string, string>>)] = () => Array.Empty<KeyValuePair<string, string>>(),
        [typeof(ProxyTrust)] = () => ProxyTrust.Nobody,
        [typeof(UpstreamTls)] = () => UpstreamTls.Create(new()),
        [typeof(IConfiguration)] = () => new ConfigurationBuilder().Build(),
        [typeof(IConfigurationBuilder)] = () => new ConfigurationBuilder(),
        [typeof(IServiceCollection)] = () => new ServiceCollection(),
        [typeof(IHealthChecksBuilder)] = () => new ServiceCollection().AddHealthChecks(),
        [typeof(IHttpClientBuilder)] = () => new ServiceCollection().AddHttpClient("name"),
        [typeof(IHostApplicationBuilder)] = () => WebApplication.CreateEmptyBuilder(new()),
        [typeof(IApplicationBuilder)] = () => new ApplicationBuilder(new ServiceCollection().BuildServiceProvider()),
        [typeof(IEndpointRouteBuilder)] = () => WebApplication.CreateSlimBuilder().Build(),
        [typeof(IEndpointConventionBuilder)] = () => new IgnoredConventions(),
        [typeof(CorsPolicyBuilder)] = () => new CorsPolicyBuilder(),
        [typeof(HttpContext)] = () => new DefaultHttpContext(),
        [typeof(IHeaderDictionary)] = () => new HeaderDictionary(),
    }.ToFrozenDictionary();

    public static object Of(Type type)
    {
        if (Makers.TryGetValue(type, out var make))
        {
            return make();
        }

        // What has no dependency but what is known here.
        var constructor = type.IsValueType ? null : type.GetConstructors().OrderBy(c => c.GetParameters().Length).FirstOrDefault();
        return type.IsValueType ? Activator.CreateInstance(type)!
            : constructor?.Invoke([.. constructor.GetParameters().Select(p => p.HasDefaultValue ? p.DefaultValue : Of(p.ParameterType))])
            ?? throw new InvalidOperationException($"Say here how a {type} is made.");
    }

    private sealed class IgnoredConventions : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention)
        {
        }
    }
}
