using ProxyAware.FunctionalTests.Rig;

namespace ProxyAware.FunctionalTests.Nginx;

/// <summary>Whatever a client writes into forwarding headers, the answer is that of an honest request.</summary>
public abstract class ForgedHeaderTests(InframSite site)
{
    public static TheoryData<string> Forgeries => ForgedHeaders.Names;

    [NginxTheory]
    [MemberData(nameof(Forgeries))]
    public async Task Forgery_ChangesNothing(string name)
    {
        var visitor = site.VisitorFrom("127.0.0.5");
        var honest = (await visitor.SendRawAsync("/whoami")).Whoami();

        var forged = (await visitor.SendRawAsync("/whoami", ForgedHeaders.Lines(name))).Whoami();

        Assert.Equal(("127.0.0.5", "https", Visitor.Site, true), (forged.ClientIp, forged.Scheme, forged.Host, forged.Trusted));
        Assert.Equal(honest, forged);
    }
}
