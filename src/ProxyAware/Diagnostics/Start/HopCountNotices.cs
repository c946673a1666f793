using Microsoft.Extensions.Configuration;

namespace ProxyAware.Diagnostics.Start;

/// <summary>A hop count holds only where nobody but the proxy reaches the app; this says so where the listeners do not make sure of it.</summary>
internal static class HopCountNotices
{
    private const string KubernetesVariable = "KUBERNETES_SERVICE_HOST";

    public static void Write(ILogger logger, IReadOnlyList<string> open, IConfiguration? configuration)
    {
        if (!string.IsNullOrEmpty(configuration?[KubernetesVariable]))
        {
            Log.Warning(
                logger,
                Codes.HopCountInKubernetes,
                "TrustProxy is a hop count, and in a cluster every pod can reach the app directly and choose the address it is seen with. Name the addresses of the ingress controller: \"TrustProxy\": \"<CIDR of the ingress pods>\"");
            return;
        }

        Log.Notice(
            logger,
            Codes.HopCountOpenListener,
            $"TrustProxy is a hop count and the app listens on {string.Join(", ", open)}: whoever reaches it there directly chooses the address it is seen with. Name the addresses of the proxies, or listen on a loopback address");
    }
}
