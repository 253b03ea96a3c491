# Made footage: a recording, a copy, a smaller and recoded copy, one muted from 4 to 8 s, and something else.
set -e
picture() { echo "life=s=320x180:mold=10:r=10:ratio=0.2:death_color=#503020:life_color=#ffeecc:seed=$1"; }
sound() {
    echo "aevalsrc='0.3*sin(2*PI*$1*t+60*sin(3.1*t))*(0.6+0.4*sin(5.3*t))+0.3*sin(2*PI*9$2*t+140*sin(1.7*t)+20*sin(11*t))*(0.5+0.5*sin(2.9*t))':d=12"
}
make() { ffmpeg -nostdin -v error -y "$@"; }
make -f lavfi -i "$(picture 7)" -f lavfi -i "$(sound 400 00)" -t 12 -c:v mpeg4 -q:v 4 -c:a aac original.mp4
make -i original.mp4 -c:v libx264 -crf 26 -c:a aac -b:a 96k copy.mp4
make -i original.mp4 -vf scale=240:-2 -c:v libx264 -crf 28 -c:a aac -b:a 64k smaller.mp4
make -i original.mp4 -af "volume=0:enable='between(t,4,8)'" -c:v libx264 -crf 26 -c:a aac -b:a 96k muted.mp4
make -f lavfi -i "$(picture 23)" -f lavfi -i "$(sound 530 71)" -t 12 -c:v mpeg4 -q:v 4 -c:a aac other.mp4
