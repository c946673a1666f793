namespace ProxyAware.Tests.Support;

/// <summary>Waits for what happens on a thread of somebody else, such as the framework's watching of files; as long as a slow machine may take.</summary>
internal static class Patience
{
    public static async Task UntilAsync(Func<bool> happened)
    {
        for (var i = 0; i < 3000 && !happened(); i++)
        {
            await Task.Delay(10);
        }

        Assert.True(happened());
    }
}
