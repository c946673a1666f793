using ProxyAware.Configuration.Cockpit;

namespace ProxyAware.Tests.Configuration.Cockpit;

public class CockpitOriginsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("https://a.example  wss://a.example:8443\thttp://b", "https://a.example wss://a.example:8443 http://b")]
    [InlineData("https://*.example.com", "https://*.example.com")]
    [InlineData("https://a.example:*", "https://a.example:*")]
    [InlineData("https://*.example.com:*", "https://*.example.com:*")]
    [InlineData(@"https://\[::1\]:9090", "https://[::1]:9090")]
    [InlineData(@"https://\[::1\]:*", "https://[::1]:*")]
    [InlineData("https://[::1]:9090", "https://[::1]:9090")]
    [InlineData("https://[2001:db8::1]", "https://[2001:db8::1]")]
    [InlineData("any", "any")]
    public void Entry_InOurSpelling_IsTaken(string text, string expected)
    {
        var problems = new List<string>();

        Assert.Equal(expected, CockpitOrigins.Convert(text, (entry, _) => problems.Add(entry)));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://*")]
    [InlineData("*://a.example")]
    [InlineData("*.example.com")]
    [InlineData("https://*example.com")]
    [InlineData("https://a*")]
    [InlineData("https://a.*.example.com")]
    [InlineData("https://*.*.example.com")]
    [InlineData("https://a.example:90*")]
    [InlineData("https://a.example:*0")]
    [InlineData("https://:*")]
    [InlineData("https://a.example:**")]
    [InlineData("https://a?.example")]
    [InlineData("https://[ab].example")]
    [InlineData("https://a.example:[0-9]")]
    [InlineData("https://[::1")]
    [InlineData("https://[1.2.3.4]")]
    [InlineData("https://[::1%eth0]")]
    [InlineData("[::1]:9090")]
    [InlineData(@"https://\*.example.com")]
    [InlineData(@"https://a\")]
    [InlineData(@"https://\[::1\]:[0-9]*")]
    public void Entry_WithAnotherPattern_IsReportedAndLeftOut(string entry)
    {
        var problems = new List<string>();

        Assert.Equal("https://first https://last", CockpitOrigins.Convert($"https://first {entry} https://last", (e, _) => problems.Add(e)));
        Assert.Equal([entry], problems);
    }
}
