using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ProxyAware.Configuration;

/// <summary>Says when the host's configuration changes.</summary>
internal sealed class HostChangeTokenSource(IConfiguration? configuration = null) : IOptionsChangeTokenSource<ProxyAwareOptions>
{
    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => configuration?.GetReloadToken() ?? new CancellationChangeToken(CancellationToken.None);
}
