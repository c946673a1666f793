using Microsoft.AspNetCore.Http.Features;
using ProxyAware.Configuration;
using ProxyAware.Diagnostics;
using ProxyAware.Endpoints;
using ProxyAware.Forwarding;
using ProxyAware.Hosts;
using ProxyAware.Https;
using ProxyAware.Origins;
using ProxyAware.UrlRoots;

namespace ProxyAware.Pipeline;

/// <summary>A request that cannot simply go on: its host, its path or its transport is refused unless it is exempt.</summary>
internal sealed class ExceptionalRequest(
    HttpContext context,
    ProxyAwareFeature feature,
    RootDecision root,
    bool hostIsRefused,
    bool transportIsRefused,
    OriginSubject originSubject,
    OriginCheck originCheck,
    PipelineServices services,
    EndpointProbe probe)
{
    private readonly HttpRequest _request = context.Request;
    private EndpointMetadataCollection? _metadata;
    private bool _hasAskedForMetadata;

    public ProxyAwareFeature Feature => feature;

    private ProxyAwarePolicy Policy => feature.Policy;

    private bool IsReadOnly => HttpMethods.IsGet(_request.Method) || HttpMethods.IsHead(_request.Method);

    /// <summary>Answers the request, or returns the root with which it may go on.</summary>
    public async ValueTask<RootDecision?> DecideAsync()
    {
        if (hostIsRefused && (feature.EffectiveHost.Verdict == HostVerdict.Malformed || !await IsExemptAsync()))
        {
            return await RefuseAsync(feature.EffectiveHost.Verdict == HostVerdict.NotAllowed ? Refusal.HostNotAllowed : Refusal.BadHost);
        }

        return root.Placement switch
        {
            RootPlacement.Outside => await DecideOutsideAsync(),
            RootPlacement.RootWithoutSlash => await DecideRootAsync(),
            _ => await DecideInsideAsync(),
        };
    }

    /// <summary>The origin comes first: a foreign page's WebSocket is refused, never sent elsewhere.</summary>
    private async ValueTask<RootDecision?> DecideInsideAsync()
    {
        // Over clear text it does not matter that a handshake is invalid besides.
        var clearTextIsRefused = transportIsRefused && !await IsExemptAsync();
        if ((!clearTextIsRefused || originCheck.Reason is not (OriginReason.InvalidHandshake or OriginReason.UpgradeLost)) && await IsRefusedByOriginAsync())
        {
            return null;
        }

        return clearTextIsRefused ? await RefuseClearTextAsync(addSlash: false) : root;
    }

    private async ValueTask<bool> IsRefusedByOriginAsync() =>
        originSubject != OriginSubject.None
        && await new OriginDecision(context, feature, originSubject, originCheck, root.Path, services).RefusesAsync(await FindMetadataAsync());

    /// <summary>Nothing outside the root is the app's, but for endpoints that probes ask for without knowing of any root.</summary>
    private async ValueTask<RootDecision?> DecideOutsideAsync()
    {
        if (await IsClearTextEndpointAsync())
        {
            return await IsRefusedByOriginAsync() ? null : root with { Placement = RootPlacement.Inside };
        }

        var configured = Policy.Root.Root;
        if (feature.IsLocal && _request.Path == "/" && IsReadOnly && !configured.IsNone && !WebSocketHandshake.Is(context))
        {
            return Redirect(RootUrl(configured));
        }

        return await RefuseAsync(Refusal.OutsideRoot);
    }

    private async ValueTask<RootDecision?> DecideRootAsync()
    {
        if (!IsReadOnly || WebSocketHandshake.Is(context))
        {
            return await RefuseAsync(Refusal.OutsideRoot);
        }

        // One redirect, not two: to https and to the slash at once.
        return transportIsRefused && !await IsExemptAsync() ? await RefuseClearTextAsync(addSlash: true) : Redirect(RootUrl(root.Root));
    }

    private async ValueTask<RootDecision?> RefuseClearTextAsync(bool addSlash)
    {
        if (!IsReadOnly || WebSocketHandshake.Is(context))
        {
            return await RefuseAsync(Refusal.HttpsRequired);
        }

        var evidence = feature.LoopEvidence ?? LoopEvidence.Find(feature, _request.Headers);
        if (evidence.Cause != LoopCause.None)
        {
            services.Traffic.LoopFound(evidence, feature, context);
            return await RefuseAsync(LoopExplanation.For(evidence.Cause), services.IsDevelopment ? LoopExplanation.Details(evidence, feature.Peer, Policy.Resolver.Trust) : null);
        }

        // The target as it arrived knows nothing of a root that a proxy took off.
        var strippedRoot = new PathString((root.Stripped ? root.Root : feature.StrippedRoot).Value).ToUriComponent();
        var fallback = UrlText.EscapePath(feature.OriginalPathBase.Add(feature.OriginalPath).Value) + UrlText.EscapeQuery(_request.QueryString.Value);
        var rawTarget = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return Redirect(HttpsRedirect.Build(feature.EffectiveHost.Host, HttpsPort(), strippedRoot, rawTarget, fallback, addSlash));
    }

    private int HttpsPort()
    {
        if (Policy.Transport.HttpsPort is { } port)
        {
            return port;
        }

        // Behind a proxy https is the proxy's, on its usual port; without one it can only be the app's own.
        var own = services.Listeners.OnlyHttpsPort;
        return (feature.PeerTrusted && feature.WasForwarded) || own == 0 ? 443 : own;
    }

    private string RootUrl(UrlRoot to) => _request.PathBase.Add(to.Value).ToUriComponent() + "/" + UrlText.EscapeQuery(_request.QueryString.Value);

    private async ValueTask<bool> IsExemptAsync() =>
        Exempts(ClearTextExemption.Local, feature.IsLocal)
        || Exempts(ClearTextExemption.Peer, !feature.WasForwarded && !feature.HasVia && Policy.Transport.UnencryptedPeers.Contains(feature.Peer))
        || Exempts(ClearTextExemption.Path, root.Placement == RootPlacement.Inside && Policy.Transport.UnencryptedPaths.Contains(root.Path.Value ?? ""))
        || await IsClearTextEndpointAsync();

    private async ValueTask<bool> IsClearTextEndpointAsync() =>
        probe.Any<IAllowUnencryptedMetadata>()
        && Exempts(ClearTextExemption.Endpoint, (await FindMetadataAsync())?.GetMetadata<IAllowUnencryptedMetadata>() is { AllowUnencrypted: true });

    /// <summary>Notes what exempted the request.</summary>
    private bool Exempts(ClearTextExemption exemption, bool applies)
    {
        if (applies)
        {
            feature.Exemption = exemption;
        }

        return applies;
    }

    private async ValueTask<EndpointMetadataCollection?> FindMetadataAsync()
    {
        if (!_hasAskedForMetadata)
        {
            _metadata = await probe.FindAsync(context, root.Path);
            _hasAskedForMetadata = true;
        }

        return _metadata;
    }

    private RootDecision? Redirect(string location)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        response.Headers.Location = location;
        response.Headers.CacheControl = "no-store";
        return null;
    }

    private async ValueTask<RootDecision?> RefuseAsync(Refusal refusal, string? details = null)
    {
        Log.Refused(services.Logger, refusal.Code, refusal.StatusCode, feature);
        feature.Refusal = refusal;
        services.Metrics?.Refused(refusal);
        RequestActivity.TagRefusal(refusal.Code);
        if (refusal == Refusal.OutsideRoot)
        {
            services.Traffic.OutsideRoot(feature, context);
        }

        await refusal.WriteAsync(context, details);
        return null;
    }
}
