using Microsoft.Extensions.Configuration;

namespace ProxyAware.Configuration;

/// <summary>A configuration that the app handed over, beside that of the host.</summary>
internal sealed record HandedConfiguration(IConfiguration Configuration);
