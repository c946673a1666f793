using Microsoft.AspNetCore.Cors.Infrastructure;
using ProxyAware.Diagnostics;
using ProxyAware.Forwarding;
using ProxyAware.Origins;

namespace ProxyAware.Pipeline;

/// <summary>The origin check on a request whose endpoint has a say, or which the app's own rule would refuse.</summary>
internal sealed class OriginDecision(HttpContext context, ProxyAwareFeature feature, OriginSubject subject, OriginCheck check, PathString path, PipelineServices services)
{
    /// <summary>Decides, and refuses the request if it must. True: it was answered.</summary>
    /// <param name="metadata">The metadata of the endpoint that would answer; null if there is none.</param>
    public async ValueTask<bool> RefusesAsync(EndpointMetadataCollection? metadata)
    {
        var policy = feature.Policy.Origins;
        var verdict = check;
        if (check.Reason is not (OriginReason.InvalidHandshake or OriginReason.UpgradeLost) && metadata?.GetMetadata<IOriginMetadata>() is { } own)
        {
            // The endpoint's own list is the rule there, in both directions.
            verdict = own.Origins.AllowsAny
                ? OriginCheck.Allow(OriginReason.Endpoint)
                : OriginGate.Judge(subject, context, feature, own.Origins, ownCounts: false, services.IsDevelopment);
        }

        if (!verdict.Allowed && subject == OriginSubject.UnsafeMethod && policy.AnyOriginPaths.Contains(path.Value ?? ""))
        {
            verdict = OriginCheck.Allow(OriginReason.AnyOriginPath);
        }

        feature.OriginCheck = verdict;
        if (verdict.Allowed)
        {
            return false;
        }

        var cors = subject == OriginSubject.UnsafeMethod ? await CorsAllowance.FindPolicyAsync(context, metadata) : null;
        var answers = cors is not null && CorsAllowance.Answers(cors, context);
        if (answers && CorsAllowance.Permits(cors!, context))
        {
            feature.OriginCheck = OriginCheck.Allow(OriginReason.CorsPolicy);
            return false;
        }

        var enforced = policy.Mode == OriginMode.Enforce;
        services.Refusals.Refused(context, feature, subject, verdict.Reason, enforced, services.IsDevelopment);
        if (!enforced)
        {
            return false;
        }

        if (answers && context.RequestServices.GetService<ICorsService>() is { } service)
        {
            // The page that sent it is told why; without these headers its script could not read the answer.
            service.ApplyResult(service.EvaluatePolicy(context, cors!), context.Response);
        }

        if (verdict.Reason == OriginReason.InvalidHandshake)
        {
            context.Response.Headers.SecWebSocketVersion = "13";
        }
        else if (verdict.Reason == OriginReason.UpgradeLost)
        {
            // RFC 9110, section 15.5.22: the answer names the protocol that is wanted.
            context.Response.Headers.Upgrade = "websocket";
            context.Response.Headers.Connection = "Upgrade";
        }

        feature.Refusal = Refusal.For(verdict.Reason);
        RequestActivity.TagRefusal(feature.Refusal.Code);
        await feature.Refusal.WriteAsync(context);
        return true;
    }
}
