using ProxyAware.FunctionalTests.Rig;
using ProxyAware.Tests.Support;

namespace ProxyAware.PackageTests.Rig;

/// <summary>The sources in another folder: a clone, with what is not committed yet laid over it. Without git, the files alone.</summary>
internal static class RepositoryCopy
{
    private static readonly string[] Made = ["bin", "obj", "artifacts", "TestResults", ".git"];

    private static readonly Lazy<Task<string?>> Commit = new(async () =>
        IsClone(Repository.Root()) ? (await TryGitAsync("-C", Repository.Root(), "rev-parse", "HEAD"))?.Trim() : null);

    public static async Task MakeAsync(string folder)
    {
        var root = Repository.Root();
        var files = await ListAsync(root);
        if (files is not null && await CommitAsync() is { } commit)
        {
            // The clone alone would name this machine's folder as its origin.
            await GitAsync("clone", "--quiet", root, folder);
            await GitAsync("-C", folder, "remote", "remove", "origin");
            await GitAsync("-C", folder, "checkout", "--quiet", "--detach", commit);
        }

        foreach (var file in files ?? Walk(root))
        {
            var (from, to) = (Path.Combine(root, file), Path.Combine(folder, file));
            if (File.Exists(from))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(from, to, overwrite: true);
            }
            else
            {
                File.Delete(to);
            }
        }
    }

    /// <summary>The commit that the sources are at when it is first asked for; null without git. All copies are of this one.</summary>
    public static Task<string?> CommitAsync() => Commit.Value;

    private static async Task<string[]?> ListAsync(string root)
    {
        var listed = IsClone(root)
            ? await TryGitAsync("-C", root, "-c", "core.quotePath=false", "ls-files", "--cached", "--others", "--exclude-standard")
            : null;
        return listed?.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A work tree of its own has a file there, not a folder.</summary>
    private static bool IsClone(string root) => Path.Exists(Path.Combine(root, ".git"));

    private static IEnumerable<string> Walk(string root) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(Made, StringComparer.Ordinal).Any());

    private static async Task GitAsync(params string[] arguments) =>
        _ = await TryGitAsync(arguments) ?? throw new InvalidOperationException($"git {string.Join(' ', arguments)} failed.");

    private static async Task<string?> TryGitAsync(params string[] arguments)
    {
        if (Programs.Find("git") is not { } git)
        {
            return null;
        }

        await using var process = DotNet.Start(git, arguments);
        return await process.Exit.WaitAsync(Patience.Limit * 4) == 0 ? process.Output : null;
    }
}
