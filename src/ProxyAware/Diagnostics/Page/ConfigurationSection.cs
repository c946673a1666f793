using System.Text.Json.Nodes;

namespace ProxyAware.Diagnostics.Page;

/// <summary>The settings in force.</summary>
internal static class ConfigurationSection
{
    public static void Write(Html html, JsonObject configuration)
    {
        html.Add($"""<section id="configuration"><h2>Settings in force</h2><dl class="settings">""");
        foreach (var (name, value) in configuration.Where(s => s.Key != "notices"))
        {
            html.Add($"<div><dt>{char.ToUpperInvariant(name[0]).ToString()}{name[1..]}</dt><dd>{Text(value)}</dd></div>");
        }

        html.Add($"</dl>");
        if (configuration["notices"] is JsonArray { Count: > 0 } notices)
        {
            html.Add($"<h3>Said at start</h3><ul>");
            foreach (var notice in notices)
            {
                html.Add($"<li><code>{Text(notice!["code"])}</code> {Text(notice["text"])}</li>");
            }

            html.Add($"</ul>");
        }

        html.Add($"</section>\n");
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "not set",
        JsonArray { Count: 0 } => "none",
        JsonArray entries => string.Join(", ", entries.Select(Text)),
        _ => value.ToString(),
    };
}
