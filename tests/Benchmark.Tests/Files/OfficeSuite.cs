using System.Diagnostics;

namespace Sakimori.Benchmark.Tests.Files;

/// <summary>LibreOffice without a screen, in a profile of its own so that several can run side by side.</summary>
internal sealed class OfficeSuite : IDisposable
{
    private readonly string profile = System.IO.Directory.CreateTempSubdirectory("sakimori-office-").FullName;

    /// <summary>A folder for files, removed in the end.</summary>
    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("sakimori-files-").FullName;

    /// <summary>Opens files, computes them anew and saves them as another format; gives the folder that holds them.</summary>
    public async Task<string> ConvertAsync(string format, IEnumerable<string> files)
    {
        var into = System.IO.Directory.CreateDirectory(Path.Combine(Folder, "converted-" + format.Split(':')[0])).FullName;
        var start = new ProcessStartInfo("soffice")
        {
            ArgumentList =
            {
                $"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nolockcheck",
                "--convert-to", format, "--outdir", into,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var file in files)
            start.ArgumentList.Add(file);
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception reason)
        {
            throw new InvalidOperationException(
                "LibreOffice is not installed (Debian: apt-get install libreoffice-calc-nogui libreoffice-writer-nogui).", reason);
        }

        using (process)
        {
            var (output, error) = (process!.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? into : throw new InvalidOperationException($"{await output}{await error}");
        }
    }

    public void Dispose()
    {
        System.IO.Directory.Delete(profile, recursive: true);
        System.IO.Directory.Delete(Folder, recursive: true);
    }
}
