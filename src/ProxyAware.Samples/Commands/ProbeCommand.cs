using System.Security.Authentication;

namespace ProxyAware.Samples.Commands;

/// <summary>
/// <c>probe name url</c>: one request with an upstream of the configuration. It prints the verdict and what the server showed; the exit code is 0, 1 when the server was
/// rejected, and 2 when the configuration cannot be used.
/// </summary>
internal static class ProbeCommand
{
    public const string Usage = "usage: probe <name> <url> [--setting=value ...]";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var name, var address, ..] || !Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
        {
            await Console.Error.WriteLineAsync(Usage + Environment.NewLine + "The url begins with https://.");
            return 2;
        }

        var builder = Host.CreateApplicationBuilder(args[2..]);
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddHttpClient(name).AddUpstreamTls();
        using var host = builder.Build();
        await host.StartAsync();
        var accepted = await RequestAsync(host.Services.GetRequiredService<IHttpClientFactory>().CreateClient(name), name, url);
        await ServerView.PrintAsync(url);
        await host.StopAsync();
        return accepted ? 0 : 1;
    }

    private static async Task<bool> RequestAsync(HttpClient client, string name, Uri url)
    {
        try
        {
            using var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
            Console.WriteLine($"verdict:  accepted by upstream '{name}', HTTP/{response.Version} {(int)response.StatusCode}");
            return true;
        }
        catch (HttpRequestException exception)
        {
            var cause = Find<UpstreamTlsException>(exception);
            Console.WriteLine($"verdict:  rejected by upstream '{name}': {cause?.Message ?? exception.Message}");
            if (cause is not null)
            {
                Console.WriteLine($"remedy:   {cause.Remedy}");
                foreach (var pin in cause.SeenPins.Take(1))
                {
                    Console.WriteLine($"paste:    \"ProxyAware\": {{ \"Upstreams\": {{ \"{name}\": {{ \"Verification\": \"PinOnly\", \"Pins\": [\"{pin}\"] }} }} }}");
                }
            }

            return false;
        }
    }

    private static T? Find<T>(Exception exception)
        where T : AuthenticationException
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is T found)
            {
                return found;
            }
        }

        return null;
    }
}
