using System.Text;
using Microsoft.Playwright;

namespace Sakimori.Browser.Tests;

/// <summary>Keeps what pages look like in the folder that SAKIMORI_LOOKS names, for somebody to look at; does nothing without it.</summary>
internal static class Looks
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("SAKIMORI_LOOKS");

    public static Task KeepAsync(IPage page, string name) => Folder is null
        ? Task.CompletedTask
        : page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(Folder, name + ".png") });

    public static Task KeepAsync(byte[] file, string name) => Folder is null
        ? Task.CompletedTask
        : File.WriteAllBytesAsync(Path.Combine(Folder, name), file);

    /// <summary>The number of pages of a PDF as Chromium writes it.</summary>
    public static int Pages(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        return text.Split("/Type /Page\n").Length - 1;
    }
}
