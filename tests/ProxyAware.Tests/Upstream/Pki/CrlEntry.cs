using System.Security.Cryptography.X509Certificates;

namespace ProxyAware.Tests.Upstream.Pki;

internal sealed record CrlEntry(byte[] Serial, params X509Extension[] Extensions);
