using System.Diagnostics;
using System.Text;
using Sakimori.Kernel;
using Sakimori.Platform.Backup;

namespace Sakimori.Platform.Tests.Backup;

public sealed class AgeTests : IDisposable
{
    // Made by age-keygen 1.1.1: a secret that protects nothing.
    private const string Secret = "AGE-SECRET-KEY-1ANRTEEVSDZ0X3278PHD0Y3TPX99CJGKCVQS34W52RU6PHXCSN5RSDAG0L2";
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-age-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_key_is_read_as_it_was_written_and_a_mistyped_one_is_refused_without_repeating_a_secret()
    {
        var identity = AgeIdentity.Make();
        var written = $"# a comment\r\n\n{identity}\n";
        Assert.Equal(identity.Recipient.ToString(), AgeIdentity.ParseFile(written).Value.Single().Recipient.ToString());
        Assert.Equal(identity.Recipient.ToString(), AgeRecipient.Parse($" {identity.Recipient} ").Value.ToString());
        var mistyped = identity.ToString()[..^1] + (identity.ToString()[^1] == 'Q' ? 'P' : 'Q');
        foreach (var wrong in (string[])[mistyped, "", "# nothing", identity.Recipient.ToString()])
        {
            var failure = AgeIdentity.ParseFile(wrong).Failure!;
            Assert.Equal(FailureKind.Invalid, failure.Kind);
            Assert.DoesNotContain(identity.ToString()[20..40], failure.Detail.En + failure.Detail.Ja, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(identity.ToString()[20..40], AgeRecipient.Parse(identity.ToString()).Failure!.Detail.Ja, StringComparison.Ordinal);
        Assert.NotNull(AgeRecipient.Parse("age1abc").Failure);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(AgePayload.PieceLength - 1)]
    [InlineData(AgePayload.PieceLength)]
    [InlineData(AgePayload.PieceLength + 1)]
    [InlineData(3 * AgePayload.PieceLength)]
    public async Task What_is_written_is_read_by_each_recipient_and_by_nobody_else(int length)
    {
        var content = Content(length);
        AgeIdentity[] ours = [AgeIdentity.Make(), AgeIdentity.Make()];
        var file = await WriteAsync(content, [.. ours.Select(i => i.Recipient)]);
        foreach (var identity in ours)
            Assert.Equal(content, Read(file, identity));
        Assert.Equal(content, Read(file, AgeIdentity.Make(), ours[1]));
        Assert.Equal(AgeFault.NotForUs, Assert.Throws<AgeException>(() => Read(file, AgeIdentity.Make())).Fault);
        Assert.Equal(AgeFault.NoAge, Assert.Throws<AgeException>(() => Read(content, ours)).Fault);
    }

    [Fact]
    public async Task Every_altered_byte_and_every_cut_is_found()
    {
        var identity = AgeIdentity.Make();
        var file = await WriteAsync(Content(2 * AgePayload.PieceLength), [identity.Recipient]);
        var body = file.AsSpan().IndexOf("\n--- "u8) + 5 + 44;
        foreach (var place in Enumerable.Range(0, body + 20).Append(file.Length - 1).Append(file.Length / 2))
        {
            var altered = file.ToArray();
            altered[place] ^= 1;
            Assert.Throws<AgeException>(() => Read(altered, identity));
        }

        foreach (var length in (int[])[0, 10, body, body + 16, file.Length - 1, file.Length - AgePayload.PieceLength - AgePayload.TagLength])
            Assert.Throws<AgeException>(() => Read(file[..length], identity));
        Assert.Throws<AgeException>(() => Read([.. file, 0], identity));

        // What was never completed, although whole pieces of it were written.
        var part = new MemoryStream();
        await using (var writer = await AgeWriter.BeginAsync(part, [identity.Recipient], default))
            await writer.WriteAsync(Content(3 * AgePayload.PieceLength));
        Assert.Throws<AgeException>(() => Read(part.ToArray(), identity));
    }

    [Fact]
    public async Task The_age_tool_reads_what_is_written_here_and_the_other_way_round()
    {
        var identity = AgeIdentity.ParseFile(Secret).Value.Single();
        var keys = Path.Combine(folder, "keys.txt");
        await File.WriteAllTextAsync(keys, Secret + "\n");
        var content = Content(200_000);
        var (ours, theirs, plain) = (Path.Combine(folder, "ours.age"), Path.Combine(folder, "theirs.age"), Path.Combine(folder, "plain"));
        await File.WriteAllBytesAsync(ours, await WriteAsync(content, [AgeIdentity.Make().Recipient, identity.Recipient]));
        await AgeAsync("-d", "-i", keys, "-o", plain, ours);
        Assert.Equal(content, await File.ReadAllBytesAsync(plain));
        await AgeAsync("-r", identity.Recipient.ToString(), "-r", AgeIdentity.Make().Recipient.ToString(), "-o", theirs, plain);
        Assert.Equal(content, Read(await File.ReadAllBytesAsync(theirs), identity));
    }

    private static async Task AgeAsync(params string[] arguments)
    {
        using var age = Process.Start(new ProcessStartInfo("/usr/bin/age", arguments) { RedirectStandardError = true })!;
        var error = await age.StandardError.ReadToEndAsync();
        await age.WaitForExitAsync();
        Assert.True(age.ExitCode == 0, error);
    }

    private static byte[] Content(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31 >> 3))];

    private static async Task<byte[]> WriteAsync(byte[] content, AgeRecipient[] recipients)
    {
        var file = new MemoryStream();
        await using (var writer = await AgeWriter.BeginAsync(file, recipients, default))
        {
            foreach (var part in content.Chunk(50_021))
                await writer.WriteAsync(part);
            await writer.CompleteAsync(default);
        }

        Assert.StartsWith("age-encryption.org/v1\n-> X25519 ", Encoding.Latin1.GetString(file.ToArray()), StringComparison.Ordinal);
        return file.ToArray();
    }

    private static byte[] Read(byte[] file, params AgeIdentity[] identities)
    {
        using var reader = AgeReader.Open(new MemoryStream(file), identities);
        var content = new MemoryStream();
        reader.CopyTo(content, 10_007);
        return content.ToArray();
    }
}
